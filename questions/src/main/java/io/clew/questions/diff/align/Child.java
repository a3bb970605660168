package io.clew.questions.diff.align;

import io.clew.questions.diff.side.Thing;

/**
 * Holds what is directly upstream of a thing in one part.
 *
 * @param slot the part's name, by which it is found on the other side; texts that hold no id of
 *     what differs each time
 * @param via the node of the thing which has the edge
 */
record Child(Role role, String slot, Thing thing, int via) {}
