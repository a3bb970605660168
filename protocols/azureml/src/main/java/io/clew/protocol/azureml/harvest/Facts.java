package io.clew.protocol.azureml.harvest;

import io.clew.commit.Commit;
import io.clew.identity.code.CodeLocation;
import io.clew.identity.code.CodeName;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Secrets;
import io.clew.model.Urn;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says what one resource tells, each thing once however often it is harvested.
 *
 * <p>Things are said as of when the resource was made, as Azure tells it.
 */
final class Facts {
    private final Commit commit;
    private final Names names;
    private final EventTime at;
    private final Set<Urn> subjects = new LinkedHashSet<>();
    private boolean changed;

    private Facts(Commit commit, Names names, EventTime at) {
        this.commit = commit;
        this.names = names;
        this.at = at;
    }

    static Facts of(Commit commit, Names names, Told resource) {
        String created = resource.at("systemData").text("createdAt");
        try {
            return new Facts(
                    commit,
                    names,
                    EventTime.reported(OffsetDateTime.parse(created).toInstant().toEpochMilli()));
        } catch (DateTimeException notTold) {
            return new Facts(commit, names, EventTime.received(commit.now()));
        }
    }

    Names names() {
        return names;
    }

    /** Names what the resource is about. */
    void subject(Urn node) {
        subjects.add(node);
    }

    /** Ends the entry over the record; leaves none when all of it was known. */
    void end(byte[] record) {
        if (changed) {
            subjects.forEach(commit::subject);
            commit.payload(record);
        } else {
            commit.abandon();
        }
    }

    void edge(Urn from, EdgeKind kind, Urn to) {
        edge(from, kind, to, Map.of());
    }

    void edge(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {
        if (!from.equals(to) && !commit.isSaid(from, kind, to, attributes)) {
            commit.declare(from, kind, to, at, attributes);
            changed = true;
        }
    }

    /** Says an attribute's value, without secrets; nothing when it is empty. */
    void value(Urn node, String key, String value) {
        String clean = Secrets.masked(last(key), value);
        if (!value.isEmpty() && !commit.isSaid(node, key, clean)) {
            commit.declare(node, key, clean, at);
            changed = true;
        }
    }

    private static String last(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    /** Says what every resource tells of itself: description, tags, who made it and when. */
    void about(Urn node, Told resource) {
        Told properties = resource.at("properties");
        value(node, Attributes.DESCRIPTION, properties.text("description"));
        properties.at("tags").eachText((key, text) -> value(node, Attributes.TAG + key, text));
        value(node, Attributes.CREATED, resource.at("systemData").text("createdAt"));
        value(node, Attributes.OWNER, resource.at("systemData").text("createdBy"));
        if ("true".equals(properties.text("isArchived"))) {
            value(node, Attributes.LIFECYCLE, "archived");
        }
    }

    /** Says which revision of which repository something ran, by the properties that tell it. */
    void git(Urn node, Told properties) {
        String repository =
                properties.firstText("azureml.git.repository_uri", "mlflow.source.git.repoURL");
        String revision = properties.firstText("azureml.git.commit", "mlflow.source.git.commit");
        if (repository.isEmpty() && revision.isEmpty()) {
            return;
        }
        CodeName code = CodeLocation.of(Names.SYSTEM, repository, repository, "", revision).name();
        edge(node, EdgeKind.EXECUTED, code.urn());
        code.commit().ifPresent(id -> value(code.urn(), Attributes.COMMIT, id));
        code.repository().ifPresent(remote -> value(code.urn(), Attributes.REPOSITORY, remote));
        value(
                code.urn(),
                Attributes.BRANCH,
                properties.firstText("azureml.git.branch", "mlflow.source.git.branch"));
        // Azure's own word for changes that nobody committed; what it does not say is unknown.
        value(node, "git-dirty", properties.text("azureml.git.dirty").toLowerCase(Locale.ROOT));
    }
}
