package io.pghealth.check;

/** Settings of a check that has nothing to set but {@code enabled}. */
public record NoSettings() {}
