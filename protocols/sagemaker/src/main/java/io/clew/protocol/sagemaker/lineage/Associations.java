package io.clew.protocol.sagemaker.lineage;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.facts.AssociationFacts;
import io.clew.protocol.sagemaker.rows.AssociationListing;
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
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Adds, deletes and lists associations. */
public final class Associations implements Feature {
    /** The type of an association that was added without one. */
    private static final String DEFAULT_TYPE = "AssociatedWith";

    private static final Set<EntityKind> OF_EXPERIMENTS =
            EnumSet.of(EntityKind.EXPERIMENT, EntityKind.COMPONENT);

    private final SageMakerStore store;

    public Associations(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("AddAssociation", this::add);
        operations.accept("DeleteAssociation", this::delete);
        operations.accept("ListAssociations", this::list);
    }

    private Map<String, @Nullable Object> add(Call call) {
        String type = call.textOrNull("AssociationType");
        return store.write(
                call,
                commit -> {
                    Scope scope = Scope.of(commit);
                    Entity source = end(scope, call.text("SourceArn"));
                    Entity destination = end(scope, call.text("DestinationArn"));
                    if (OF_EXPERIMENTS.contains(source.kind())
                            && OF_EXPERIMENTS.contains(destination.kind())) {
                        throw Refusal.invalid(
                                "An association cannot be between two experiment entities: %s and %s."
                                        .formatted(source.arn(), destination.arn()));
                    }
                    add(
                            commit,
                            source,
                            destination,
                            type == null ? DEFAULT_TYPE : type,
                            commit.now().toEpochMilli());
                    return ends(call);
                });
    }

    /**
     * Keeps a new association, and says it in the graph.
     *
     * @throws Refusal VALIDATION when there is one between these ends already, of whatever type
     */
    public static void add(
            Commit commit, Entity source, Entity destination, String type, long atMillis) {
        Scope scope = Scope.of(commit);
        String from = source.arn().toString();
        String to = destination.arn().toString();
        if (from.equals(to)) {
            throw Refusal.invalid("%s cannot be associated with itself.".formatted(from));
        }
        if (AssociationRows.find(scope, from, to).isPresent()) {
            throw Refusal.invalid(
                    "An association between %s and %s already exists.".formatted(from, to));
        }
        AssociationRows.insert(
                scope,
                source.arn().region(),
                new AssociationRow(
                        from,
                        to,
                        VertexTypes.listed(source),
                        VertexTypes.listed(destination),
                        type,
                        atMillis));
        AssociationFacts.added(commit, source, destination, type, atMillis);
    }

    private static Entity end(Scope scope, String arn) {
        return EntityRows.find(scope, arn)
                .orElseThrow(() -> Refusal.notFound("Entity %s does not exist.".formatted(arn)));
    }

    private static Map<String, @Nullable Object> ends(Call call) {
        return Fields.of()
                .put("SourceArn", call.text("SourceArn"))
                .put("DestinationArn", call.text("DestinationArn"))
                .map();
    }

    private Map<String, @Nullable Object> delete(Call call) {
        String from = call.text("SourceArn");
        String to = call.text("DestinationArn");
        return store.write(
                call,
                commit -> {
                    Scope scope = Scope.of(commit);
                    AssociationRow row =
                            AssociationRows.find(scope, from, to)
                                    .orElseThrow(
                                            () ->
                                                    Refusal.notFound(
                                                            "There is no association between %s and %s."
                                                                    .formatted(from, to)));
                    AssociationRows.delete(scope, from, to);
                    AssociationFacts.removed(commit, end(scope, from), end(scope, to), row.type());
                    return ends(call);
                });
    }

    private Map<String, @Nullable Object> list(Call call) {
        return store.read(
                call,
                scope -> {
                    AssociationListing.Page page = AssociationListing.read(scope, call);
                    Set<String> arns = new HashSet<>();
                    page.rows()
                            .forEach(
                                    row -> {
                                        arns.add(row.sourceArn());
                                        arns.add(row.destinationArn());
                                    });
                    Map<String, Entity> ends = EntityRows.find(scope, arns);
                    List<Map<String, @Nullable Object>> summaries = new ArrayList<>();
                    page.rows().forEach(row -> summaries.add(summary(row, ends)));
                    return Fields.of()
                            .put("AssociationSummaries", summaries)
                            .put("NextToken", page.next())
                            .map();
                });
    }

    private static Map<String, @Nullable Object> summary(
            AssociationRow row, Map<String, Entity> ends) {
        return Fields.of()
                .put("SourceArn", row.sourceArn())
                .put("DestinationArn", row.destinationArn())
                .put("SourceType", row.sourceType())
                .put("DestinationType", row.destinationType())
                .put("AssociationType", row.type())
                .put("SourceName", name(ends.get(row.sourceArn())))
                .put("DestinationName", name(ends.get(row.destinationArn())))
                .time("CreationTime", row.createdMillis())
                .map();
    }

    private static @Nullable String name(@Nullable Entity entity) {
        return entity == null || entity.name().isEmpty() ? null : entity.name();
    }
}
