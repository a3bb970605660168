package io.clew.model.answer;

import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.List;

/**
 * Draws a page of lineage in layers: causes on the left, effects on the right, y downwards, in the
 * drawing's own units.
 *
 * @param placed one for each of the page's nodes
 * @param routes one for each of the page's edges that has both ends on the page
 */
public record LayoutAnswer(List<Placed> placed, List<Route> routes, double width, double height) {

    /**
     * Says where a node is drawn.
     *
     * @param x its middle
     * @param y its middle
     * @param layer its layer from 0: causes lie in lower ones
     */
    public record Placed(Urn urn, double x, double y, double width, double height, int layer) {}

    /** Says how an edge is drawn: a line through two or more points, from effect to cause. */
    public record Route(Urn from, EdgeKind kind, Urn to, List<Point> points) {}

    /** Names a place in the drawing. */
    public record Point(double x, double y) {}
}
