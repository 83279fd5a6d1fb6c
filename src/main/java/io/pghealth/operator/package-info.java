/** The reconciler, its schedule and what Quarkus needs to start it; nothing here assesses. */
package io.pghealth.operator;
