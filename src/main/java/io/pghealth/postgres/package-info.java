/** Guarded sessions: the only package that talks to a watched server. */
package io.pghealth.postgres;
