/** Facts: one SQL file and one record per collector. */
package io.pghealth.snapshot;
