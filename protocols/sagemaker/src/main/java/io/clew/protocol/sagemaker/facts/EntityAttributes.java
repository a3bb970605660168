package io.clew.protocol.sagemaker.facts;

import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Times;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which attributes an entity's node has by what its client told. */
final class EntityAttributes {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /** The client's word for what it is. */
    private static final String TYPE = "sagemaker-type";

    private EntityAttributes() {}

    static Map<String, Object> of(Entity entity, Urn node) {
        Map<String, Object> all = new LinkedHashMap<>();
        boolean shared = isShared(entity.kind(), node);
        all.put(Attributes.ARN, entity.arn().toString());
        if (!entity.name().isEmpty() && !shared) {
            Object shown = entity.document().get("DisplayName");
            all.put(Attributes.NAME, shown == null ? entity.name() : shown);
        }
        if (!entity.type().isEmpty() && entity.kind() != EntityKind.COMPONENT) {
            all.put(TYPE, entity.type());
        }
        putText(all, Attributes.DESCRIPTION, entity.document().get("Description"));
        if (!entity.source().isEmpty() && !shared) {
            all.put(Attributes.SOURCE, entity.source());
        }
        Call.mapOf(entity.document().get("Properties"))
                .forEach((key, value) -> putText(all, Attributes.PROPERTY + key, value));
        Map<String, @Nullable Object> metadata =
                Call.mapOf(entity.document().get("MetadataProperties"));
        putText(all, "generated-by", metadata.get("GeneratedBy"));
        putText(all, "project", metadata.get("ProjectId"));
        switch (entity.kind()) {
            case ACTION -> action(all, entity);
            case COMPONENT -> component(all, entity);
            case ARTIFACT, CONTEXT, EXPERIMENT, TRIAL -> {}
        }
        return all;
    }

    /** What an artifact stands for has its own name and source, whatever a client calls it here. */
    private static boolean isShared(EntityKind kind, Urn node) {
        return kind == EntityKind.ARTIFACT && node.kind() != NodeKind.ARTIFACT;
    }

    /** An action without a status is one that was done. */
    private static void action(Map<String, Object> all, Entity entity) {
        Object word = entity.document().get("Status");
        String status = word == null ? "complete" : Statuses.of(word);
        all.put(Attributes.STARTED, text(entity.createdMillis()));
        if (status != null) {
            all.put(Attributes.STATUS, status);
        }
        if (Statuses.isEnd(status)) {
            long end = word == null ? entity.createdMillis() : entity.modifiedMillis();
            all.put(Attributes.ENDED, text(end));
        }
    }

    private static void component(Map<String, Object> all, Entity entity) {
        Map<String, @Nullable Object> document = entity.document();
        Map<String, @Nullable Object> status = Call.mapOf(document.get("Status"));
        String state = Statuses.of(status.get("PrimaryStatus"));
        Long start = Times.millis(document, "StartTime");
        Long end = Times.millis(document, "EndTime");
        all.put(Attributes.STARTED, text(start == null ? entity.createdMillis() : start));
        if (state != null) {
            all.put(Attributes.STATUS, state);
        }
        if (end != null || Statuses.isEnd(state)) {
            all.put(Attributes.ENDED, text(end == null ? entity.modifiedMillis() : end));
        }
        putText(
                all,
                "failed".equals(state) ? Attributes.ERROR : "status-message",
                status.get("Message"));
        Call.mapOf(document.get("Parameters"))
                .forEach(
                        (key, value) -> {
                            Map<String, @Nullable Object> one = Call.mapOf(value);
                            Object told = one.get("StringValue");
                            Object number = one.get("NumberValue");
                            if (told != null) {
                                all.put(Attributes.PARAM + key, told);
                            } else if (number != null) {
                                all.put(Attributes.PARAM + key, number);
                            }
                        });
    }

    /** Writes an instant as attributes hold it. */
    static String text(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }

    private static void putText(Map<String, Object> all, String key, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            all.put(key, value);
        }
    }
}
