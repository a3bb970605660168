package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Operation;
import io.clew.protocol.sagemaker.wire.PageToken;
import io.clew.protocol.sagemaker.wire.Refusal;
import io.clew.protocol.sagemaker.wire.Times;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Answers about the one lineage group that all lineage of a region is in, shared with nobody. */
public final class LineageGroups implements Feature {
    /** The name that SageMaker gives it. */
    private static final String NAME = "sagemaker-default-lineage-group";

    private static final String KIND = "lineage-group";

    private final SageMakerStore store;

    public LineageGroups(SageMakerStore store) {
        this.store = store;
    }

    /** Returns the ARN of the group that an entity is in. */
    static String arn(Arn of) {
        return new Arn(of.partition(), of.region(), of.account(), KIND, NAME).toString();
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("DescribeLineageGroup", this::describe);
        operations.accept("ListLineageGroups", this::list);
        operations.accept("GetLineageGroupPolicy", LineageGroups::policy);
    }

    private static String arn(Call call) {
        return arn(Arn.of(call.region(), call.account(), EntityKind.CONTEXT, NAME));
    }

    private static void check(Call call) {
        String name = call.text("LineageGroupName");
        if (!name.equals(NAME) && !name.equals(arn(call))) {
            throw Refusal.notFound("Lineage group '%s' does not exist.".formatted(name));
        }
    }

    /** The group is as old as the first thing in it. */
    private long created(Call call) {
        return store.read(
                call,
                scope ->
                        scope.sql(
                                        "SELECT MIN(created_ms) AS first FROM sm_entity WHERE"
                                                + " workspace_id = :workspace AND region = :region")
                                .bind("region", call.region())
                                .first(row -> row.optionalInteger("first").orElse(0L))
                                .orElse(0L));
    }

    private Map<String, @Nullable Object> describe(Call call) {
        check(call);
        return group(call, created(call))
                .put("CreatedBy", Map.of())
                .put("LastModifiedBy", Map.of())
                .map();
    }

    private static Fields group(Call call, long created) {
        return Fields.of()
                .put("LineageGroupName", NAME)
                .put("LineageGroupArn", arn(call))
                .put("DisplayName", NAME)
                .time("CreationTime", created)
                .time("LastModifiedTime", created);
    }

    private Map<String, @Nullable Object> list(Call call) {
        PageToken.of(call);
        long created = created(call);
        Long after = Times.millis(call.fields(), "CreatedAfter");
        Long before = Times.millis(call.fields(), "CreatedBefore");
        boolean listed =
                (after == null || created >= after) && (before == null || created <= before);
        return Fields.of()
                .put(
                        "LineageGroupSummaries",
                        listed ? List.of(group(call, created).map()) : List.of())
                .map();
    }

    private static Map<String, @Nullable Object> policy(Call call) {
        check(call);
        return Fields.of()
                .put("LineageGroupArn", arn(call))
                .put("ResourcePolicy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                .map();
    }
}
