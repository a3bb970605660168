package io.clew.questions.explain;

import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.Node;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds a node and what is around it at a question's clocks; everything is read once.
 *
 * <p>A node with other names is all of them: what was said of any is said of it.
 */
final class Scene {

    /**
     * Newest members of a container that are looked at; an answer says how many there are in all.
     */
    static final int MEMBERS_MAX = 100;

    /** That an edge {@code f} stands at the clocks. */
    private static final String STANDS =
            " AND f.position <= :known AND f.at_ms <= :as_of AND NOT EXISTS (SELECT 1 FROM"
                    + " retraction r WHERE r.from_id = f.from_id AND r.kind = f.kind AND r.to_id ="
                    + " f.to_id AND r.asserter_id = f.asserter_id AND r.position <= :known AND"
                    + " (r.position > f.position OR (r.position = f.position AND r.seq > f.seq))"
                    + " AND (r.until_ms IS NULL OR r.until_ms <= :as_of))";

    private final Db db;
    private final Clocks clocks;
    private final int workspaceId;
    private final NodeRow row;
    private final Node node;
    private final Set<Integer> self = new LinkedHashSet<>();
    private final Map<Integer, SortedMap<String, Value>> values = new HashMap<>();
    private final Map<Integer, List<Link>> causes = new HashMap<>();
    private final Map<Integer, List<Integer>> newestVersions = new HashMap<>();
    private final Map<Integer, Urn> urns = new HashMap<>();
    private final Map<Urn, Optional<Urn>> persons = new HashMap<>();

    Scene(Db db, Viewer viewer, NodeRow row, Clocks clocks) {
        this.db = db;
        this.clocks = clocks;
        this.row = row;
        this.workspaceId = NodeRows.workspaceId(db, viewer);
        this.node = NodeDetails.ofIds(db, viewer, List.of(row.id()), clocks).getFirst();
        self.add(row.id());
        NodeRows.findAll(db, workspaceId, node.sameAs()).values().forEach(n -> self.add(n.id()));
    }

    Db db() {
        return db;
    }

    Clocks clocks() {
        return clocks;
    }

    Node node() {
        return node;
    }

    Urn urn() {
        return row.urn();
    }

    NodeKind kind() {
        return row.urn().kind();
    }

    int id() {
        return row.id();
    }

    /** Returns the numbers of the node under all its names. */
    Set<Integer> self() {
        return self;
    }

    /** Returns the name of a node by its number. */
    Urn urn(int id) {
        return urns.computeIfAbsent(
                id,
                i ->
                        Objects.requireNonNull(NodeRows.byId(db, workspaceId, List.of(i)).get(i))
                                .urn());
    }

    /** Returns the attributes of a node. */
    SortedMap<String, Value> values(int id) {
        if (!values.containsKey(id)) {
            load(List.of(id));
        }
        return values.getOrDefault(id, new TreeMap<>());
    }

    /** Reads the attributes of many nodes at once, for those who ask for each of them later. */
    void load(Collection<Integer> ids) {
        List<Integer> missing = ids.stream().filter(id -> !values.containsKey(id)).toList();
        Map<Integer, SortedMap<String, Value>> read = AttributeValues.of(db, missing, clocks);
        missing.forEach(id -> values.put(id, read.getOrDefault(id, new TreeMap<>())));
    }

    Optional<Value> value(int id, String key) {
        return Optional.ofNullable(values(id).get(key));
    }

    /** Returns the first value of an attribute that some nodes have. */
    Optional<Value> firstValue(Collection<Integer> ids, String key) {
        return ids.stream().map(id -> value(id, key)).flatMap(Optional::stream).findFirst();
    }

    /**
     * Returns the values of all attributes of some nodes whose keys begin so, by key without it.
     */
    SortedMap<String, Value> family(Collection<Integer> ids, String prefix) {
        SortedMap<String, Value> all = new TreeMap<>();
        for (int id : ids) {
            values(id)
                    .tailMap(prefix)
                    .forEach(
                            (key, value) -> {
                                if (key.startsWith(prefix)) {
                                    all.putIfAbsent(key.substring(prefix.length()), value);
                                }
                            });
        }
        return all;
    }

    /** Returns what people call a node. */
    String name(int id, Urn urn) {
        return NodeDetails.name(urn, values(id));
    }

    /** Returns the name of an edge's cause. */
    String causeName(Link link) {
        return name(link.to(), link.edge().to());
    }

    /** Returns the name of an edge's effect. */
    String effectName(Link link) {
        return name(link.from(), link.edge().from());
    }

    /** Returns the person that somebody says a claimed agent to be. */
    Optional<Urn> person(Urn agent) {
        return persons.computeIfAbsent(
                agent,
                a ->
                        NodeRows.find(db, workspaceId, a).stream()
                                .flatMap(
                                        found ->
                                                causes(List.of(found.id()), EdgeKind.SAME_AS)
                                                        .stream())
                                .map(link -> link.edge().to())
                                .filter(to -> to.kind() == NodeKind.AGENT && !Agents.isClaimed(to))
                                .findFirst());
    }

    /** Returns the edges of one kind from some nodes. */
    List<Link> causes(Collection<Integer> ids, EdgeKind kind) {
        List<Integer> missing = ids.stream().filter(id -> !causes.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            missing.forEach(id -> causes.put(id, new ArrayList<>()));
            Links.from(db, missing, clocks)
                    .forEach(link -> causes.getOrDefault(link.from(), List.of()).add(link));
        }
        return new LinkedHashSet<>(ids)
                .stream()
                        .flatMap(id -> causes.getOrDefault(id, List.of()).stream())
                        .filter(link -> link.edge().kind() == kind)
                        .toList();
    }

    /** Returns the edges of one kind to some nodes. */
    List<Link> effects(Collection<Integer> ids, EdgeKind kind) {
        return Links.to(db, ids, clocks, kind);
    }

    /** Returns the newest members of a container. */
    List<Link> newestMembers(int container, EdgeKind kind) {
        List<Integer> newest =
                kind == EdgeKind.VERSION_OF
                        ? newestVersions.computeIfAbsent(container, this::newestVersions)
                        : newestMemberIds(container, kind, MEMBERS_MAX);
        return causes(newest, kind).stream().filter(link -> link.to() == container).toList();
    }

    /** Of versions the newest is the one made last: a harvest tells of older ones later. */
    private List<Integer> newestVersions(int container) {
        return db.sql(
                        "SELECT from_id, MIN(at_ms) AS first_ms FROM edge_fact WHERE to_id ="
                                + " :container AND kind = :kind AND position <= :known AND at_ms"
                                + " <= :as_of GROUP BY from_id ORDER BY MIN(at_ms) DESC, from_id"
                                + " DESC LIMIT :limit")
                .bind("container", container)
                .bind("kind", EdgeKind.VERSION_OF.wireName())
                .bind("known", clocks.knownAt())
                .bind("as_of", clocks.asOfMillis())
                .bind("limit", MEMBERS_MAX)
                .list(found -> (int) found.integer("from_id"));
    }

    /** Returns the numbers of those that were the last to name a container, newest first. */
    List<Integer> newestMemberIds(int container, EdgeKind kind, int limit) {
        return db.sql(
                        "SELECT DISTINCT from_id FROM edge_fact WHERE to_id = :container AND"
                                + " kind = :kind AND position <= :known AND at_ms <= :as_of"
                                + " ORDER BY from_id DESC LIMIT :limit")
                .bind("container", container)
                .bind("kind", kind.wireName())
                .bind("known", clocks.knownAt())
                .bind("as_of", clocks.asOfMillis())
                .bind("limit", limit)
                .list(found -> (int) found.integer("from_id"));
    }

    /** Finds the numbers of nodes by their names; those that are not known are left out. */
    Map<Urn, Integer> ids(Collection<Urn> names) {
        Map<Urn, Integer> ids = new LinkedHashMap<>();
        NodeRows.findAll(db, workspaceId, names).forEach((urn, found) -> ids.put(urn, found.id()));
        return ids;
    }

    /** Returns the attributes of some nodes as they were by an earlier event time. */
    Map<Integer, SortedMap<String, Value>> valuesAt(Collection<Integer> ids, Instant asOf) {
        return AttributeValues.of(db, ids, new Clocks(asOf, clocks.knownAt()));
    }

    /**
     * Returns the edges of the node's versions, under all its names, that ever had an attribute
     * whose key begins so: few, however many versions there are.
     */
    List<Link> versionsWith(String prefix) {
        List<Integer> versions =
                db.sql(
                                "SELECT DISTINCT v.from_id FROM edge_fact v WHERE v.to_id IN (:self)"
                                        + " AND v.kind = :version AND EXISTS (SELECT 1 FROM"
                                        + " attribute_fact a WHERE a.node_id = v.from_id AND"
                                        + " a.name_id IN (SELECT w.id FROM word w WHERE w.name >="
                                        + " :first AND w.name < :end)) ORDER BY v.from_id DESC")
                        .bindAll("self", self)
                        .bind("version", EdgeKind.VERSION_OF.wireName())
                        .bind("first", prefix)
                        .bind("end", prefix.replace('.', '/'))
                        .list(found -> (int) found.integer("from_id"));
        return causes(versions, EdgeKind.VERSION_OF).stream()
                .filter(link -> self.contains(link.to()))
                .toList();
    }

    /** Returns the node's versions, under all its names, that something ever pointed to so. */
    List<Integer> versionsPointedTo(EdgeKind kind) {
        List<Integer> versions =
                db.sql(
                                "SELECT DISTINCT v.from_id FROM edge_fact v WHERE v.to_id IN (:self)"
                                        + " AND v.kind = :version AND EXISTS (SELECT 1 FROM"
                                        + " edge_fact d WHERE d.to_id = v.from_id AND d.kind ="
                                        + " :kind) ORDER BY v.from_id DESC")
                        .bindAll("self", self)
                        .bind("version", EdgeKind.VERSION_OF.wireName())
                        .bind("kind", kind.wireName())
                        .list(found -> (int) found.integer("from_id"));
        return causes(versions, EdgeKind.VERSION_OF).stream()
                .filter(link -> self.contains(link.to()))
                .map(Link::from)
                .distinct()
                .toList();
    }

    /** Counts those that point to any of some nodes by a kind of edge that still stands. */
    long count(Collection<Integer> to, EdgeKind kind) {
        return count(to, kind, "f.to_id IN (:to)");
    }

    /** Counts those that point so to the node or to any version of it, under all its names. */
    long countWithVersions(EdgeKind kind) {
        return count(
                self,
                kind,
                "f.to_id IN (SELECT n.id FROM node n WHERE n.id IN (:to) UNION SELECT f.from_id"
                        + " FROM edge_fact f WHERE f.to_id IN (:to) AND f.kind = 'version-of'"
                        + STANDS
                        + ")");
    }

    private long count(Collection<Integer> to, EdgeKind kind, String isMeant) {
        return db.sql(
                        "SELECT COUNT(DISTINCT f.from_id) AS effects FROM edge_fact f WHERE "
                                + isMeant
                                + " AND f.kind = :kind"
                                + STANDS)
                .bindAll("to", to)
                .bind("kind", kind.wireName())
                .bind("known", clocks.knownAt())
                .bind("as_of", clocks.asOfMillis())
                .first(found -> found.integer("effects"))
                .orElse(0L);
    }
}
