package io.clew.graph.traversal;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first few of very many by an order, and counts all. */
final class Nearest<T> {

    private final Comparator<T> order;
    private final int most;
    private final PriorityQueue<T> first;
    private int count;

    Nearest(int most, Comparator<T> order) {
        this.order = order;
        this.most = most;
        this.first = new PriorityQueue<>(Collections.reverseOrder(order));
    }

    void add(T each) {
        count++;
        if (first.size() < most) {
            first.add(each);
        } else if (order.compare(each, first.element()) < 0) {
            first.remove();
            first.add(each);
        }
    }

    int count() {
        return count;
    }

    /** Returns the first of all in order. */
    List<T> first() {
        return first.stream().sorted(order).toList();
    }
}
