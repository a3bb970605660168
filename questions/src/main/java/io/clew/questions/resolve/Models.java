package io.clew.questions.resolve;

import io.clew.identity.Reference;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds the version of a model that an alias, a stage or {@code latest} means at the clocks. */
final class Models {
    private Models() {}

    /** Finds the version that holds an alias. */
    static List<NodeRow> byAlias(Lookup lookup, Reference.ModelAlias alias) {
        String key = Attributes.ALIAS + alias.alias();
        List<NodeRow> holders =
                newestFirst(
                        lookup,
                        everHad(lookup, alias.model(), key),
                        values -> isTrue(values.get(key)));
        return holders;
    }

    /** Finds the newest version in a stage, as MLflow does. */
    static List<NodeRow> byStage(Lookup lookup, Reference.ModelStage stage) {
        return newestFirst(
                        lookup,
                        everHad(lookup, stage.model(), Attributes.STAGE),
                        values -> {
                            Value value = values.get(Attributes.STAGE);
                            return value != null && value.value().equals(stage.stage());
                        })
                .stream()
                .limit(1)
                .toList();
    }

    /** Finds the version with the greatest number. */
    static List<NodeRow> latest(Lookup lookup, Reference.ModelLatest latest) {
        return newestFirst(lookup, versions(lookup, latest.model()), values -> true).stream()
                .limit(1)
                .toList();
    }

    private static List<NodeRow> newestFirst(
            Lookup lookup, List<NodeRow> versions, Predicate<SortedMap<String, Value>> filter) {
        List<NodeRow> there = Presence.of(lookup, versions);
        Map<Integer, SortedMap<String, Value>> values =
                AttributeValues.of(
                        lookup.db(), there.stream().map(NodeRow::id).toList(), lookup.clocks());
        return there.stream()
                .filter(
                        node -> {
                            var its = values.getOrDefault(node.id(), new TreeMap<>());
                            return !isTrue(its.get(Attributes.DELETED)) && filter.test(its);
                        })
                .sorted(Comparator.comparing(Models::number).reversed())
                .toList();
    }

    private static BigInteger number(NodeRow version) {
        String name = version.urn().last();
        return name.matches("[0-9]{1,30}") ? new BigInteger(name) : BigInteger.ZERO;
    }

    private static boolean isTrue(@org.jspecify.annotations.Nullable Value value) {
        return value != null && value.value().equals(true);
    }

    /** Returns the versions of a model that ever had an attribute. */
    private static List<NodeRow> everHad(Lookup lookup, String model, String key) {
        return lookup.db()
                .sql(
                        "SELECT n.id, n.urn, n.position FROM edge_fact v JOIN node n ON n.id ="
                                + " v.from_id WHERE v.to_id = :model AND v.kind = 'version-of' AND"
                                + " EXISTS (SELECT 1 FROM attribute_fact a WHERE a.node_id = n.id"
                                + " AND a.name = :key)")
                .bind("model", modelId(lookup, model))
                .bind("key", key)
                .list(NodeRows::row);
    }

    private static List<NodeRow> versions(Lookup lookup, String model) {
        return lookup.db()
                .sql(
                        "SELECT n.id, n.urn, n.position FROM edge_fact v JOIN node n ON n.id ="
                                + " v.from_id WHERE v.to_id = :model AND v.kind = 'version-of'")
                .bind("model", modelId(lookup, model))
                .list(NodeRows::row);
    }

    private static int modelId(Lookup lookup, String model) {
        return NodeRows.find(lookup.db(), lookup.workspaceId(), MlflowUrns.model(model))
                .map(NodeRow::id)
                .orElse(-1);
    }
}
