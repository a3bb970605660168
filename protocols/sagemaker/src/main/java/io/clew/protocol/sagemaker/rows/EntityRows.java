package io.clew.protocol.sagemaker.rows;

import io.clew.http.json.Json;
import io.clew.identity.Digests;
import io.clew.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what clients made, and finds it by its ARN. */
public final class EntityRows {
    /** Most ARNs of one statement. */
    private static final int BATCH = 500;

    static final String COLUMNS =
            "arn, kind, name, type, parent, created_ms, modified_ms, node_id, document";

    /** The member of the stored document that holds the source's text. */
    private static final String SOURCE = "$source";

    private EntityRows() {}

    /** Returns the form in which sources are looked up. */
    public static String sourceKey(String source) {
        return source.isEmpty() ? "" : Digests.sha256(source);
    }

    /** Keeps a new entity. */
    public static void insert(Scope scope, Entity entity) {
        scope.sql(
                        "INSERT INTO sm_entity (workspace_id, arn, kind, region, name, type, source,"
                                + " parent, created_ms, modified_ms, node_id, document) VALUES"
                                + " (:workspace, :arn, :kind, :region, :name, :type, :source,"
                                + " :parent, :created, :modified, :node, :document)")
                .bind("arn", entity.arn().toString())
                .bind("kind", entity.kind().arnKind())
                .bind("region", entity.arn().region())
                .bind("name", entity.name())
                .bind("type", entity.type())
                .bind("source", sourceKey(entity.source()))
                .bind("parent", entity.parent())
                .bind("created", entity.createdMillis())
                .bind("modified", entity.modifiedMillis())
                .bind("node", entity.nodeId())
                .bind("document", document(entity))
                .update();
    }

    /** Keeps what changed of an entity: its name, its document and when. */
    public static void update(Scope scope, Entity entity) {
        scope.sql(
                        "UPDATE sm_entity SET name = :name, modified_ms = :modified, document ="
                                + " :document WHERE workspace_id = :workspace AND arn = :arn")
                .bind("arn", entity.arn().toString())
                .bind("name", entity.name())
                .bind("modified", entity.modifiedMillis())
                .bind("document", document(entity))
                .update();
    }

    /** Removes an entity; its node stays in the graph. */
    public static void delete(Scope scope, Entity entity) {
        scope.sql("DELETE FROM sm_entity WHERE workspace_id = :workspace AND arn = :arn")
                .bind("arn", entity.arn().toString())
                .update();
    }

    /** Returns an entity by its ARN. */
    public static Optional<Entity> find(Scope scope, String arn) {
        return scope.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM sm_entity WHERE workspace_id = :workspace AND arn = :arn")
                .bind("arn", arn)
                .first(EntityRows::entity);
    }

    /** Returns entities by their ARNs; those that are not there are left out. */
    public static Map<String, Entity> find(Scope scope, Collection<String> arns) {
        Map<String, Entity> found = new HashMap<>();
        List<String> all = List.copyOf(arns);
        for (int from = 0; from < all.size(); from += BATCH) {
            scope.sql(
                            "SELECT "
                                    + COLUMNS
                                    + " FROM sm_entity WHERE workspace_id = :workspace AND arn IN"
                                    + " (:arns)")
                    .bindAll("arns", all.subList(from, Math.min(all.size(), from + BATCH)))
                    .each(
                            row -> {
                                Entity entity = entity(row);
                                found.put(entity.arn().toString(), entity);
                            });
        }
        return found;
    }

    /** Returns the oldest artifact of an address of which no ids are told. */
    public static Optional<Entity> artifact(Scope scope, String region, String uri) {
        return scope
                .sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM sm_entity WHERE workspace_id = :workspace AND kind = :kind"
                                + " AND source = :source AND region = :region ORDER BY created_ms,"
                                + " arn LIMIT 50")
                .bind("kind", EntityKind.ARTIFACT.arnKind())
                .bind("source", sourceKey(uri))
                .bind("region", region)
                .list(EntityRows::entity)
                .stream()
                .filter(
                        entity ->
                                !(entity.document().get("Source") instanceof Map<?, ?> source)
                                        || !(source.get("SourceTypes") instanceof List<?> ids)
                                        || ids.isEmpty())
                .findFirst();
    }

    /** Says whether anything is within a container. */
    public static boolean hasChildren(Scope scope, String arn) {
        return scope.sql(
                        "SELECT 1 AS one FROM sm_entity WHERE workspace_id = :workspace AND parent ="
                                + " :arn LIMIT 1")
                .bind("arn", arn)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /** Returns the entities of a region after one of them, by time and ARN. */
    public static List<Entity> after(
            Scope scope, String region, long createdMillis, String arn, int limit) {
        return scope.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM sm_entity WHERE workspace_id = :workspace AND region ="
                                + " :region AND (created_ms, arn) > (:created, :arn) ORDER BY"
                                + " created_ms, arn LIMIT :limit")
                .bind("region", region)
                .bind("created", createdMillis)
                .bind("arn", arn)
                .bind("limit", limit)
                .list(EntityRows::entity);
    }

    /** Reads a row that has {@link #COLUMNS}. */
    static Entity entity(Row row) {
        Arn arn = Arn.parse(row.text("arn")).orElseThrow();
        Map<String, @Nullable Object> document =
                new LinkedHashMap<>(
                        Json.readObject(row.text("document").getBytes(StandardCharsets.UTF_8))
                                .asMap());
        Object source = document.remove(SOURCE);
        return new Entity(
                arn,
                EntityKind.ofArnKind(row.text("kind")).orElseThrow(),
                row.text("name"),
                row.text("type"),
                source == null ? "" : source.toString(),
                row.text("parent"),
                row.integer("created_ms"),
                row.integer("modified_ms"),
                (int) row.integer("node_id"),
                document);
    }

    private static String document(Entity entity) {
        return new String(
                Json.bytes(
                        out -> {
                            entity.document().forEach(out::value);
                            if (!entity.source().isEmpty()) {
                                out.text(SOURCE, entity.source());
                            }
                        }),
                StandardCharsets.UTF_8);
    }
}
