package io.clew.questions.resolve;

import io.clew.identity.Reference;
import io.clew.model.Attributes;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Finds files, dataset versions and model folders by the SHA-256 of their content. */
final class Files {

    /** How producers write such a digest. */
    private static final List<String> PREFIXES = List.of("", "sha256:", "sha256-");

    private static final List<String> KEYS = List.of(Attributes.DIGEST, Attributes.MANIFEST_DIGEST);

    private Files() {}

    static List<NodeRow> find(Lookup lookup, Reference.Sha256 sha256) {
        List<String> forms = PREFIXES.stream().map(prefix -> prefix + sha256.hex()).toList();
        List<NodeRow> ever =
                lookup.db()
                        .sql(
                                "SELECT DISTINCT n.id, n.urn, n.position FROM term t JOIN node n ON"
                                        + " n.id = t.node_id WHERE t.workspace_id = :workspace AND"
                                        + " t.name IN (:keys) AND t.term IN (:forms) ORDER BY n.id")
                        .bind("workspace", lookup.workspaceId())
                        .bindAll("keys", KEYS)
                        .bindAll("forms", forms)
                        .list(NodeRows::row);
        var values =
                AttributeValues.of(
                        lookup.db(), ever.stream().map(NodeRow::id).toList(), lookup.clocks());
        return ever.stream()
                .filter(
                        node ->
                                hasOne(
                                        values.getOrDefault(node.id(), new TreeMap<>()).values(),
                                        forms))
                .toList();
    }

    private static boolean hasOne(Collection<Value> values, List<String> forms) {
        return values.stream().anyMatch(value -> forms.contains(value.text()));
    }
}
