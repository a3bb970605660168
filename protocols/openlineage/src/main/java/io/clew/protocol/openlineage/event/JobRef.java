package io.clew.protocol.openlineage.event;

/** Names a job as an event does, with its facets. */
public record JobRef(String namespace, String name, Facets facets) {}
