/**
 * The custom resources of {@code pghealth.io/v1alpha1}. The definitions in {@code crds/} are made
 * from these classes by a test; their descriptions are what {@code kubectl explain} shows.
 */
package io.pghealth.api;
