package io.pghealth.snapshot;

import java.time.Instant;

/**
 * An address that sessions of a database come from.
 *
 * @param database its name
 * @param address as pg_catalog.host() shows it
 * @param connected when the newest of these sessions began, by the server's clock
 */
public record DatabaseClient(String database, String address, Instant connected) {}
