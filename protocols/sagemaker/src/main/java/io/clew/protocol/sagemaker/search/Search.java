package io.clew.protocol.sagemaker.search;

import io.clew.protocol.sagemaker.experiments.DisplayNames;
import io.clew.protocol.sagemaker.experiments.TrialComponents;
import io.clew.protocol.sagemaker.lineage.Tags;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.MemberRows;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.rows.TagRows;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Operation;
import io.clew.protocol.sagemaker.wire.PageToken;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers Search over what is kept here. Resources are judged as they are described; they come by
 * time, newest first unless told otherwise.
 */
public final class Search implements Feature {
    private static final Map<String, EntityKind> RESOURCES =
            Map.of(
                    "Experiment", EntityKind.EXPERIMENT,
                    "ExperimentTrial", EntityKind.TRIAL,
                    "ExperimentTrialComponent", EntityKind.COMPONENT);

    /** Results of a page when the call does not say. */
    private static final int PAGE = 10;

    /** Entities that are read at a time. */
    private static final int CHUNK = 200;

    private final SageMakerStore store;

    public Search(SageMakerStore store) {
        this.store = store;
    }

    /** Says whether a resource of search is SageMaker's own and not kept here. */
    public static boolean isElsewhere(String resource) {
        return !RESOURCES.containsKey(resource);
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("Search", this::search);
    }

    private Map<String, @Nullable Object> search(Call call) {
        EntityKind kind = RESOURCES.get(call.text("Resource"));
        if (kind == null) {
            throw Refusal.invalid(
                    call.text("Resource"),
                    "resource",
                    "Member must satisfy enum value set: "
                            + RESOURCES.keySet().stream().sorted().toList());
        }
        String sort = call.textOrNull("SortBy");
        boolean ascending = "Ascending".equals(call.fields().get("SortOrder"));
        Map<String, @Nullable Object> expression = call.map("SearchExpression");
        Predicate<Map<String, @Nullable Object>> filter = Expression.of(expression);
        int limit = call.integer("MaxResults", PAGE);
        PageToken after = PageToken.of(call);
        return store.read(
                call,
                scope -> {
                    if (sort != null && !sort.equals("CreationTime")) {
                        return sorted(scope, call, kind, filter, sort, ascending, limit, after);
                    }
                    return byTime(scope, call, kind, filter, ascending, limit, after);
                });
    }

    private static Map<String, @Nullable Object> byTime(
            Scope scope,
            Call call,
            EntityKind kind,
            Predicate<Map<String, @Nullable Object>> filter,
            boolean ascending,
            int limit,
            @Nullable PageToken after) {
        Scan scan = new Scan(scope, call, kind, ascending);
        if (after != null) {
            scan.after(after.integer(0), after.text(1));
        }
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        Entity last = null;
        List<Entity> chunk = scan.next(CHUNK);
        while (!chunk.isEmpty()) {
            Described described = new Described(scope, chunk);
            for (Entity entity : chunk) {
                Map<String, @Nullable Object> resource = described.of(entity);
                if (!filter.test(resource)) {
                    continue;
                }
                if (results.size() == limit && last != null) {
                    return answer(
                            results,
                            PageToken.after(call, last.createdMillis(), last.arn().toString()));
                }
                results.add(Fields.of().put(kind.prefix(), resource).map());
                last = entity;
            }
            chunk = scan.next(CHUNK);
        }
        return answer(results, null);
    }

    /** In an order that only all results together have, pages go by the number of those before. */
    private static Map<String, @Nullable Object> sorted(
            Scope scope,
            Call call,
            EntityKind kind,
            Predicate<Map<String, @Nullable Object>> filter,
            String sort,
            boolean ascending,
            int limit,
            @Nullable PageToken after) {
        Scan scan = new Scan(scope, call, kind, true);
        List<SortKey> all = new ArrayList<>();
        for (List<Entity> chunk = scan.next(CHUNK); !chunk.isEmpty(); chunk = scan.next(CHUNK)) {
            Described described = new Described(scope, chunk);
            for (Entity entity : chunk) {
                Map<String, @Nullable Object> resource = described.of(entity);
                if (filter.test(resource)) {
                    all.add(SortKey.of(resource, sort, entity.arn().toString()));
                }
            }
        }
        all.sort(ascending ? SortKey.ORDER : SortKey.ORDER.reversed());
        int from = 0;
        if (after != null) {
            String last = after.text(0);
            while (from < all.size() && !all.get(from).arn().equals(last)) {
                from++;
            }
            from = Math.min(all.size(), from + 1);
        }
        List<SortKey> page = all.subList(from, Math.min(all.size(), from + limit));
        Map<String, Entity> entities =
                EntityRows.find(scope, page.stream().map(SortKey::arn).toList());
        Described described = new Described(scope, List.copyOf(entities.values()));
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        page.forEach(
                key -> {
                    Entity entity = entities.get(key.arn());
                    if (entity != null) {
                        results.add(Fields.of().put(kind.prefix(), described.of(entity)).map());
                    }
                });
        return answer(
                results,
                from + limit < all.size() ? PageToken.after(call, page.getLast().arn()) : null);
    }

    private static Map<String, @Nullable Object> answer(
            List<Map<String, @Nullable Object>> results, @Nullable String next) {
        return Fields.of().put("Results", results).put("NextToken", next).map();
    }

    /** Describes some entities, reading what is beside them together. */
    private static final class Described {
        private final Scope scope;
        private final Map<String, List<String>> trials;
        private final Map<String, Entity> parents;

        Described(Scope scope, List<Entity> entities) {
            this.scope = scope;
            this.trials =
                    MemberRows.trials(
                            scope,
                            entities.stream()
                                    .filter(entity -> entity.kind() == EntityKind.COMPONENT)
                                    .map(entity -> entity.arn().toString())
                                    .toList());
            Set<String> arns = new HashSet<>();
            trials.values().forEach(arns::addAll);
            this.parents = EntityRows.find(scope, arns);
        }

        Map<String, @Nullable Object> of(Entity entity) {
            String arn = entity.arn().toString();
            Fields fields =
                    entity.kind() == EntityKind.COMPONENT
                            ? TrialComponents.withMetrics(scope, entity)
                                    .put("Parents", parents(arn))
                            : DisplayNames.described(entity);
            return fields.put("Tags", Tags.list(TagRows.of(scope, arn))).map();
        }

        private List<Map<String, @Nullable Object>> parents(String arn) {
            List<Map<String, @Nullable Object>> all = new ArrayList<>();
            for (String trial : trials.getOrDefault(arn, List.of())) {
                Entity entity = parents.get(trial);
                if (entity != null) {
                    all.add(
                            Fields.of()
                                    .put("TrialName", entity.name())
                                    .put("ExperimentName", entity.document().get("ExperimentName"))
                                    .map());
                }
            }
            return all;
        }
    }
}
