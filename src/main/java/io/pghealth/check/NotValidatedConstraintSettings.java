package io.pghealth.check;

/** {@code NotValidatedConstraint} has nothing to set but {@code enabled}. */
public record NotValidatedConstraintSettings() {}
