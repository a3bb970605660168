package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.json.Json;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.TagRows;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;

/** Gives tags to nodes and takes them away: facts of the caller, dated by their receipt. */
final class Tagging {
    private final MarquezStore store;

    Tagging(MarquezStore store) {
        this.store = store;
    }

    /** Gives a tag, which is made when it is not there. */
    void add(MarquezCall call, String operation, Urn node, String tag) {
        String name = Checks.name("tag", tag, Checks.TAG_CHARS_MAX);
        say(call, operation, node, name, true);
    }

    /** Takes a tag away, whoever gave it. */
    void remove(MarquezCall call, String operation, Urn node, String tag) {
        say(call, operation, node, Checks.name("tag", tag, Checks.TAG_CHARS_MAX), false);
    }

    private void say(MarquezCall call, String operation, Urn node, String tag, boolean has) {
        store.write(
                call,
                operation,
                Json.bytes(out -> out.text("node", node.toString()).text("tag", tag)),
                commit -> {
                    commit.subject(node);
                    commit.declare(
                            node,
                            Attributes.TAG + tag,
                            has ? Boolean.TRUE : null,
                            EventTime.received(commit.now()));
                    if (has) {
                        TagRows.ensure(Scope.of(commit), tag);
                    }
                    return tag;
                });
    }
}
