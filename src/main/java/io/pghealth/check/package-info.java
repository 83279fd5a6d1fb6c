/** The checks, each a pure function, and the list of them. */
package io.pghealth.check;
