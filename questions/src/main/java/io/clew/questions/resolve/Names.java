package io.clew.questions.resolve;

import io.clew.commit.Terms;
import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds jobs, models and deployments by their bare names, where a text has no form of its own. */
final class Names {

    private static final Pattern FORM =
            Pattern.compile("(?i)(?:urn|models|prompts|runs|git|sha256|prediction):.*");

    /** Longest name that is looked for. */
    private static final int CHARS_MAX = 500;

    private static final List<String> KINDS =
            List.of(
                    NodeKind.JOB.wireName(),
                    NodeKind.MODEL.wireName(),
                    NodeKind.DEPLOYMENT.wireName());

    private Names() {}

    /**
     * Says whether a text may be a bare name: printable, not too long, and without a form's prefix.
     */
    static boolean mayBeName(String text) {
        String name = text.strip();
        return !name.isEmpty()
                && name.length() <= CHARS_MAX
                && name.chars().noneMatch(Character::isISOControl)
                && !FORM.matcher(name).matches();
    }

    /** Returns the jobs, models and deployments that are called exactly so, now or by their URN. */
    static List<NodeRow> find(Lookup lookup, String name) {
        List<NodeRow> ever =
                lookup.db()
                        .sql(
                                "SELECT DISTINCT n.id, n.urn, n.position FROM term t JOIN node n ON"
                                        + " n.id = t.node_id WHERE t.workspace_id = :workspace AND"
                                        + " t.name IN (:names) AND t.term = :name AND n.kind IN"
                                        + " (:kinds) ORDER BY n.id")
                        .bind("workspace", lookup.workspaceId())
                        .bindAll("names", List.of(Terms.LAST, Attributes.NAME))
                        .bind("name", Terms.term(name))
                        .bindAll("kinds", KINDS)
                        .list(NodeRows::row);
        var values =
                AttributeValues.of(
                        lookup.db(), ever.stream().map(NodeRow::id).toList(), lookup.clocks());
        return ever.stream()
                .filter(
                        node ->
                                node.urn().last().equals(name)
                                        || isCalled(values.get(node.id()), name))
                .toList();
    }

    private static boolean isCalled(@Nullable SortedMap<String, Value> values, String name) {
        return values != null
                && values.get(Attributes.NAME) instanceof Value value
                && value.value().equals(name);
    }
}
