package io.clew.protocol.clew.json;

import io.clew.http.json.Json;
import io.clew.model.answer.Edge;
import io.clew.model.answer.Node;
import io.clew.questions.fragments.Rendering;

/** Renders nodes and edges as every answer of the read API shows them. */
public final class AnswerRendering implements Rendering {

    @Override
    public byte[] node(Node node) {
        return Json.bytes(out -> NodeJson.write(out, node));
    }

    @Override
    public byte[] edge(Edge edge) {
        return Json.bytes(out -> EdgeJson.write(out, edge));
    }
}
