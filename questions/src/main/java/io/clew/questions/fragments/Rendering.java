package io.clew.questions.fragments;

import io.clew.model.answer.Edge;
import io.clew.model.answer.Node;

/** Puts nodes and edges in the form in which they are sent; nothing else may decide that form. */
public interface Rendering {

    /** Renders a node. */
    byte[] node(Node node);

    /** Renders an edge. */
    byte[] edge(Edge edge);
}
