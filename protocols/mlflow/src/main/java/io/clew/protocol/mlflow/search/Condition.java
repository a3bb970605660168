package io.clew.protocol.mlflow.search;

/**
 * Holds one comparison of a filter; a filter is true where all of its conditions are.
 *
 * @param key the field's name, in the entity's own spelling when it is an attribute
 * @param operand fits the comparator: texts for a list check, none for a null check
 */
public record Condition(FieldKind kind, String key, Comparator comparator, Operand operand) {}
