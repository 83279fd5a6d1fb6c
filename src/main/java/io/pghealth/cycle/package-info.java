/** One way through the engine, for the operator and for the command line. */
package io.pghealth.cycle;
