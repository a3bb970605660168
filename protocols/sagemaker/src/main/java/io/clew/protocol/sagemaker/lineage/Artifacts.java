package io.clew.protocol.sagemaker.lineage;

import io.clew.http.json.Json;
import io.clew.identity.Digests;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Listing;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Operation;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the operations on artifacts. An artifact is its source: its address and the ids that were
 * told of its content; so the ARN is made of a digest of these, and the name is no key.
 */
public final class Artifacts implements Feature {
    private static final EntityKind KIND = EntityKind.ARTIFACT;
    private static final int ARN_CHARS = 32;

    private final SageMakerStore store;

    public Artifacts(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("CreateArtifact", this::create);
        operations.accept("DescribeArtifact", this::describe);
        operations.accept("UpdateArtifact", this::update);
        operations.accept("DeleteArtifact", this::delete);
        operations.accept("ListArtifacts", this::list);
    }

    /** Returns the ARN of the artifact with a source; the order of ids does not matter. */
    public static Arn arn(Call call, Map<String, @Nullable Object> source) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of(String.valueOf(source.get("SourceUri"))));
        Call.listOf(source.get("SourceTypes")).stream()
                .map(Call::mapOf)
                .map(
                        id ->
                                List.of(
                                        String.valueOf(id.get("SourceIdType")),
                                        String.valueOf(id.get("Value"))))
                .distinct()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .forEach(all::add);
        String text = new String(Json.mapper().writeValueAsBytes(all), StandardCharsets.UTF_8);
        return Arn.of(
                call.region(), call.account(), KIND, Digests.sha256(text).substring(0, ARN_CHARS));
    }

    /** Makes an artifact that is not kept yet. */
    public static Entity draft(
            Call call,
            String name,
            String type,
            Map<String, @Nullable Object> source,
            Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("Source", source);
        document.put("ArtifactType", type);
        document.putAll(more);
        return Entities.draft(
                arn(call, source),
                KIND,
                name,
                type,
                String.valueOf(source.get("SourceUri")),
                document);
    }

    private Map<String, @Nullable Object> create(Call call) {
        String name = call.textOrNull("ArtifactName");
        Entity draft =
                draft(
                        call,
                        name == null ? "" : name,
                        call.text("ArtifactType"),
                        call.map("Source"),
                        call.given("Properties", "MetadataProperties"));
        Map<String, String> tags = Tags.of(call);
        return Entities.named(store.write(call, commit -> Entities.create(commit, draft, tags)));
    }

    private static Entity find(Scope scope, String arn) {
        return EntityRows.find(scope, arn).orElseThrow(() -> Entities.missing(KIND, arn));
    }

    private Map<String, @Nullable Object> describe(Call call) {
        Entity entity = store.read(call, scope -> find(scope, call.text("ArtifactArn")));
        return Entities.describe(entity)
                .put("LineageGroupArn", LineageGroups.arn(entity.arn()))
                .map();
    }

    private Map<String, @Nullable Object> update(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity before = find(Scope.of(commit), call.text("ArtifactArn"));
                            String name = call.textOrNull("ArtifactName");
                            return Entities.update(
                                    commit,
                                    before,
                                    before.changed(
                                            name == null ? before.name() : name,
                                            Properties.updated(before.document(), call),
                                            commit.now().toEpochMilli()));
                        }));
    }

    private Map<String, @Nullable Object> delete(Call call) {
        String given = call.textOrNull("ArtifactArn");
        boolean bySource = call.fields().get("Source") != null;
        if ((given != null) == bySource) {
            throw Refusal.invalid("Exactly one of ArtifactArn and Source must be given.");
        }
        String arn = given != null ? given : arn(call, call.map("Source")).toString();
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity entity = find(Scope.of(commit), arn);
                            Entities.delete(commit, entity);
                            return entity;
                        }));
    }

    private Map<String, @Nullable Object> list(Call call) {
        Listing listing = new Listing(call, KIND).ofSource("SourceUri").ofType("ArtifactType");
        Listing.Page page = store.read(call, listing::read);
        return Fields.of()
                .put("ArtifactSummaries", page.entities().stream().map(Artifacts::summary).toList())
                .put("NextToken", page.next())
                .map();
    }

    private static Map<String, @Nullable Object> summary(Entity entity) {
        Fields fields =
                Fields.of()
                        .put("ArtifactArn", entity.arn().toString())
                        .put("ArtifactName", entity.name().isEmpty() ? null : entity.name())
                        .put("Source", entity.document().get("Source"))
                        .put("ArtifactType", entity.type());
        return Entities.times(fields, entity).map();
    }
}
