package io.clew.protocol.mlflow.registry;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.search.Comparator;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.Operand;
import io.clew.protocol.mlflow.search.SqlText;
import java.util.List;

/**
 * Compiles the conditions that searches of the registry share.
 *
 * <p>Prompts are models with a tag that other models lack. A search shows prompts only when its
 * filter asks for them, and {@code tag.`mlflow.prompt.is_prompt` != 'true'} is true of a model
 * without the tag, which no other comparison of a tag is.
 */
final class RegistryConditions {
    private RegistryConditions() {}

    /**
     * Says whether a filter asks for prompts; its other conditions on their tag say the opposite.
     */
    static boolean wantPrompts(List<Condition> conditions) {
        return conditions.stream()
                .filter(RegistryConditions::isOfPrompts)
                .findFirst()
                .map(RegistryConditions::wantsPrompts)
                .orElse(false);
    }

    private static boolean wantsPrompts(Condition condition) {
        if (!(condition.operand() instanceof Operand.Text text)) {
            return false;
        }
        return switch (condition.comparator()) {
            case EQUAL -> text.value().equalsIgnoreCase("true");
            case NOT_EQUAL -> text.value().equalsIgnoreCase("false");
            case LIKE,
                    ILIKE,
                    RLIKE,
                    IN,
                    NOT_IN,
                    IS_NULL,
                    IS_NOT_NULL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL ->
                    false;
        };
    }

    /** Says whether a condition is about the tag of prompts. */
    static boolean isOfPrompts(Condition condition) {
        return condition.kind() == FieldKind.TAG && condition.key().equals(Prompts.TAG);
    }

    /**
     * Adds a condition on a tag.
     *
     * @param select the beginning of a subquery for the tags of one thing, with the alias {@code x}
     */
    static void addTag(SqlText sql, String select, Condition condition) {
        sql.add("EXISTS (").add(select).add(" AND x.key = ").bind(condition.key());
        sql.add(" AND ").compare("x.value", condition.comparator(), condition.operand()).add(")");
    }

    /** Adds a condition that a thing has no tag that makes it a prompt. */
    static void addNoPrompt(SqlText sql, String select) {
        sql.add("NOT EXISTS (").add(select).add(" AND x.key = ").bind(Prompts.TAG);
        sql.add(" AND ").compare("x.value", Comparator.ILIKE, new Operand.Text("true")).add(")");
    }

    /**
     * Checks that a number compared with an integer is one.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static void requireInteger(Condition condition) {
        if (condition.operand() instanceof Operand.Number number && !number.isInteger()) {
            throw ClewException.invalid(
                    "filter",
                    "Invalid value for numeric attribute '%s': %s"
                            .formatted(condition.key(), number.value()));
        }
    }
}
