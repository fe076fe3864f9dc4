package io.bitwright.app.report;

/**
 * Two records that {@link JsonOutput} writes as one object: the components of the first, then those
 * of the second. Either may be joined itself.
 */
public record JoinedDocument(Record first, Record second) {}
