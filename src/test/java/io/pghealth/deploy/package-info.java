/**
 * What users install is taken by a real API server, and gives the operator the rights it needs and
 * no more.
 */
package io.pghealth.deploy;
