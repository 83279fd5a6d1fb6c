package io.pghealth.check;

/**
 * A size.
 *
 * @param value bytes, 0 for no threshold
 */
public record Bytes(long value) {}
