package io.pghealth.operator;

import io.pghealth.publish.EventPublisher;
import io.pghealth.publish.Metrics;
import io.pghealth.publish.ReportPublisher;

/** Everywhere findings are told. */
record Publishers(
    StatusWriter status, ReportPublisher reports, EventPublisher events, Metrics metrics) {}
