package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.model.Urn;
import io.clew.model.answer.HistoryEntry;
import io.clew.model.answer.Node;
import io.clew.questions.node.NodeHistory;
import java.util.List;

/** Writes nodes and their history. */
public final class NodeJson {
    private NodeJson() {}

    /** Writes a node's members. */
    public static void write(JsonWriter out, Node node) {
        name(out, node.urn(), node.name());
        out.value("attributes", node.attributes());
        Answers.textOrNull(out, "created", Instants.writeOrNull(node.created()));
        out.bool("deleted", node.deleted())
                .texts("same_as", urns(node.sameAs()))
                .texts("sources", node.sources());
    }

    /** Writes a node's members and what changed about it. */
    public static void write(JsonWriter out, Node node, NodeHistory history) {
        write(out, node);
        out.objects("history", history.entries(), NodeJson::entry);
        out.number("history_omitted", history.omitted());
    }

    private static void entry(JsonWriter out, HistoryEntry entry) {
        out.text("key", entry.key())
                .value("value", entry.value())
                .text("from", Instants.write(entry.from()));
        Answers.textOrNull(out, "to", Instants.writeOrNull(entry.to()));
        out.text("by", entry.by().toString()).number("entry", entry.entry());
    }

    /** Writes what every node in an answer begins with. */
    static void name(JsonWriter out, Urn urn, String name) {
        out.text("urn", urn.toString()).text("kind", urn.kind().wireName()).text("name", name);
    }

    static List<String> urns(List<Urn> urns) {
        return urns.stream().map(Urn::toString).toList();
    }
}
