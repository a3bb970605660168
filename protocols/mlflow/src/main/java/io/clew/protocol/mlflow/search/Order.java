package io.clew.protocol.mlflow.search;

/**
 * Holds one field that a list is ordered by.
 *
 * @param key the field's name, in the entity's own spelling when it is an attribute
 */
public record Order(FieldKind kind, String key, boolean ascending) {}
