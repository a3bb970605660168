package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.AssociationRow;
import io.clew.protocol.sagemaker.rows.AssociationRows;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Operation;
import io.clew.protocol.sagemaker.wire.PageToken;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers QueryLineage: what lies up or down from one entity, to a depth of ten.
 *
 * <p>Filters choose what is listed, not what is walked through. With edges, what lies on the way to
 * what was chosen is listed too. Without {@code MaxResults} the answer is whole.
 */
public final class LineageQueries implements Feature {
    private static final int DEPTH_MAX = 10;

    /** Vertices of a page when there is no start: such a question is about everything. */
    private static final int PAGE = 50;

    private final SageMakerStore store;

    public LineageQueries(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("QueryLineage", this::query);
    }

    private record Vertex(String arn, String listedType, long order) {}

    private Map<String, @Nullable Object> query(Call call) {
        int depth = call.integer("MaxDepth", DEPTH_MAX);
        if (depth < 0) {
            throw Refusal.invalid(
                    Integer.toString(depth),
                    "maxDepth",
                    "Member must have value greater than or equal to 0");
        }
        int limit = call.integer("MaxResults", Integer.MAX_VALUE);
        if (limit < 1) {
            throw Refusal.invalid(
                    Integer.toString(limit),
                    "maxResults",
                    "Member must have value greater than or equal to 1");
        }
        List<Object> starts = call.list("StartArns");
        return store.read(
                call,
                scope ->
                        starts.isEmpty()
                                ? everything(scope, call, Math.min(limit, PAGE))
                                : from(
                                        scope,
                                        call,
                                        String.valueOf(starts.getFirst()),
                                        depth,
                                        limit));
    }

    private static Map<String, @Nullable Object> from(
            Scope scope, Call call, String start, int depth, int limit) {
        Entity entity =
                EntityRows.find(scope, start)
                        .orElseThrow(
                                () ->
                                        Refusal.notFound(
                                                "Entity %s does not exist.".formatted(start)));
        Walk walk = Walk.from(scope, start, VertexTypes.listed(entity), way(call), depth);
        VertexFilter filter = VertexFilter.of(call.map("Filters"));
        boolean edges = Boolean.TRUE.equals(call.fields().get("IncludeEdges"));
        Set<String> chosen = chosen(scope, filter, walk.reached());
        Set<String> shown = edges && !filter.isEmpty() ? walk.withWays(chosen) : chosen;
        PageToken after = PageToken.of(call);
        List<Vertex> page = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        boolean more = false;
        for (Walk.Reached each : walk.reached()) {
            if (!shown.contains(each.arn())) {
                continue;
            }
            places.put(each.arn(), places.size());
            if (after == null || isAfter(each, after)) {
                if (page.size() == limit) {
                    more = true;
                } else {
                    page.add(new Vertex(each.arn(), each.listedType(), each.depth()));
                }
            }
        }
        Set<String> onPage = new HashSet<>();
        page.forEach(vertex -> onPage.add(vertex.arn()));
        List<AssociationRow> listed =
                edges
                        ? walk.edges().stream()
                                .filter(edge -> onPage.contains(later(edge, places)))
                                .toList()
                        : List.of();
        return answer(call, page, listed, more);
    }

    /** An edge comes on the page of its later end. */
    private static String later(AssociationRow edge, Map<String, Integer> places) {
        Integer source = places.get(edge.sourceArn());
        Integer destination = places.get(edge.destinationArn());
        if (source == null || destination == null) {
            return "";
        }
        return source > destination ? edge.sourceArn() : edge.destinationArn();
    }

    private static boolean isAfter(Walk.Reached each, PageToken after) {
        long depth = after.integer(0);
        return each.depth() > depth
                || each.depth() == depth && each.arn().compareTo(after.text(1)) > 0;
    }

    private static Set<String> chosen(
            Scope scope, VertexFilter filter, List<Walk.Reached> reached) {
        Set<String> chosen = new HashSet<>();
        for (Walk.Reached each : reached) {
            if (filter.takes(each.arn(), each.listedType())) {
                chosen.add(each.arn());
            }
        }
        if (filter.needsEntity()) {
            Map<String, Entity> entities = EntityRows.find(scope, chosen);
            chosen.removeIf(arn -> !filter.takes(entities.get(arn)));
        }
        return chosen;
    }

    private static Walk.Way way(Call call) {
        return switch (String.valueOf(call.fields().getOrDefault("Direction", "Both"))) {
            case "Ascendants" -> Walk.Way.ASCENDANTS;
            case "Descendants" -> Walk.Way.DESCENDANTS;
            default -> Walk.Way.BOTH;
        };
    }

    /** Lists what passes the filters of all there is in the region, oldest first. */
    private static Map<String, @Nullable Object> everything(Scope scope, Call call, int limit) {
        VertexFilter filter = VertexFilter.of(call.map("Filters"));
        PageToken after = PageToken.of(call);
        long order = after == null ? -1 : after.integer(0);
        String arn = after == null ? "" : after.text(1);
        List<Vertex> page = new ArrayList<>();
        boolean more = false;
        while (!more) {
            List<Entity> next = EntityRows.after(scope, call.region(), order, arn, PAGE);
            for (Entity entity : next) {
                String listed = VertexTypes.listed(entity);
                if (VertexTypes.lineageType(entity.kind()) != null
                        && filter.takes(entity.arn().toString(), listed)
                        && filter.takes(entity)) {
                    if (page.size() == limit) {
                        more = true;
                        break;
                    }
                    page.add(new Vertex(entity.arn().toString(), listed, entity.createdMillis()));
                }
                order = entity.createdMillis();
                arn = entity.arn().toString();
            }
            if (next.size() < PAGE) {
                break;
            }
        }
        List<AssociationRow> edges = List.of();
        if (Boolean.TRUE.equals(call.fields().get("IncludeEdges"))) {
            edges = AssociationRows.ofDestinations(scope, page.stream().map(Vertex::arn).toList());
        }
        return answer(call, page, edges, more);
    }

    private static Map<String, @Nullable Object> answer(
            Call call, List<Vertex> page, List<AssociationRow> edges, boolean more) {
        List<Map<String, @Nullable Object>> vertices = new ArrayList<>();
        for (Vertex vertex : page) {
            EntityKind kind = Arn.parse(vertex.arn()).flatMap(Arn::entity).orElseThrow();
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("Arn", vertex.arn());
            fields.put("Type", VertexTypes.queried(kind, vertex.listedType()));
            fields.put("LineageType", VertexTypes.lineageType(kind));
            vertices.add(fields);
        }
        List<Map<String, @Nullable Object>> links = new ArrayList<>();
        for (AssociationRow edge : edges) {
            links.add(
                    Fields.of()
                            .put("SourceArn", edge.sourceArn())
                            .put("DestinationArn", edge.destinationArn())
                            .put("AssociationType", edge.type())
                            .map());
        }
        String next =
                more && !page.isEmpty()
                        ? PageToken.after(call, page.getLast().order(), page.getLast().arn())
                        : null;
        return Fields.of()
                .put("Vertices", vertices)
                .put("Edges", links)
                .put("NextToken", next)
                .map();
    }
}
