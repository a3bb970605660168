package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.facts.EntityFacts;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityRows;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Adds, lists and deletes the tags of entities. */
public final class Tags implements Feature {
    /** Most tags of one entity, as everywhere in AWS. */
    public static final int TAGS_MAX = 50;

    private static final int PAGE = 50;

    private final SageMakerStore store;

    public Tags(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("AddTags", this::add);
        operations.accept("ListTags", this::list);
        operations.accept("DeleteTags", this::delete);
    }

    /**
     * Reads the tags of a call.
     *
     * @throws Refusal VALIDATION when a key comes twice
     */
    public static Map<String, String> of(Call call) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Object each : call.list("Tags")) {
            Map<String, @Nullable Object> tag = Call.mapOf(each);
            String key = (String) java.util.Objects.requireNonNull(tag.get("Key"));
            if (tags.put(key, String.valueOf(tag.get("Value"))) != null) {
                throw Refusal.invalid("The tag key '%s' is there more than once.".formatted(key));
            }
        }
        return tags;
    }

    /** Writes tags as answers have them. */
    public static List<Map<String, String>> list(Map<String, String> tags) {
        List<Map<String, String>> list = new ArrayList<>();
        tags.forEach((key, value) -> list.add(Map.of("Key", key, "Value", value)));
        return list;
    }

    private static Entity find(Scope scope, Call call) {
        String arn = call.text("ResourceArn");
        return EntityRows.find(scope, arn)
                .orElseThrow(() -> Refusal.notFound("Resource %s does not exist.".formatted(arn)));
    }

    private Map<String, @Nullable Object> add(Call call) {
        Map<String, String> tags = of(call);
        return store.write(
                call,
                commit -> {
                    Scope scope = Scope.of(commit);
                    Entity entity = find(scope, call);
                    String arn = entity.arn().toString();
                    Map<String, String> before = TagRows.of(scope, arn);
                    Map<String, String> after = new LinkedHashMap<>(before);
                    after.putAll(tags);
                    if (after.size() > TAGS_MAX) {
                        throw new Refusal(
                                Refusal.Error.LIMIT,
                                "A resource has at most %d tags; %s would have %d."
                                        .formatted(TAGS_MAX, arn, after.size()));
                    }
                    TagRows.put(scope, arn, tags);
                    EntityFacts.tagged(commit, entity, before, after);
                    return Fields.of().put("Tags", list(tags)).map();
                });
    }

    private Map<String, @Nullable Object> delete(Call call) {
        List<String> keys = call.list("TagKeys").stream().map(String::valueOf).toList();
        return store.write(
                call,
                commit -> {
                    Scope scope = Scope.of(commit);
                    Entity entity = find(scope, call);
                    Map<String, String> before = TagRows.of(scope, entity.arn().toString());
                    Map<String, String> after = new LinkedHashMap<>(before);
                    keys.forEach(after::remove);
                    TagRows.delete(scope, entity.arn().toString(), keys);
                    EntityFacts.tagged(commit, entity, before, after);
                    return Map.of();
                });
    }

    private Map<String, @Nullable Object> list(Call call) {
        PageToken after = PageToken.of(call);
        int limit = call.integer("MaxResults", PAGE);
        return store.read(
                call,
                scope -> {
                    List<Map<String, String>> page = new ArrayList<>();
                    String last = "";
                    boolean more = false;
                    for (Map.Entry<String, String> tag :
                            TagRows.of(scope, find(scope, call).arn().toString()).entrySet()) {
                        if (after != null && tag.getKey().compareTo(after.text(0)) <= 0) {
                            continue;
                        }
                        if (page.size() == limit) {
                            more = true;
                            break;
                        }
                        page.add(Map.of("Key", tag.getKey(), "Value", tag.getValue()));
                        last = tag.getKey();
                    }
                    return Fields.of()
                            .put("Tags", page)
                            .put("NextToken", more ? PageToken.after(call, last) : null)
                            .map();
                });
    }
}
