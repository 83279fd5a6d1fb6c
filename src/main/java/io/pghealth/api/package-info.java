/** The custom resources. */
package io.pghealth.api;
