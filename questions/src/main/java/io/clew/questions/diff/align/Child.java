package io.clew.questions.diff.align;

import io.clew.questions.diff.side.Thing;

/**
 * Holds what is directly upstream of a thing in one part.
 *
 * @param slot where it is found on the other side
 * @param via the node of the thing which has the edge
 */
record Child(Slot slot, Thing thing, int via) {

    Role role() {
        return slot.role();
    }
}
