/**
 * A model of nbtree's build: how large an index would be after REINDEX, from catalogs and
 * statistics only. Pure: no SQL, no clock.
 */
package io.pghealth.bloat;
