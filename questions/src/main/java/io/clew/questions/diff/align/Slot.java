package io.clew.questions.diff.align;

/**
 * Names a place directly upstream of a thing: what is in the same place on both sides plays one
 * part there.
 *
 * @param isMember whether it is a run that the thing consists of, not one that made it
 * @param of what tells it apart from others in its part: the number of a dataset, job or model, the
 *     path of a file; empty where there is one place
 * @param place tells apart several runs of one job, from 0
 */
record Slot(Role role, boolean isMember, Object of, int place) {

    /** Names a place that only runs of the same job share. */
    Slot at(int other) {
        return other == place ? this : new Slot(role, isMember, of, other);
    }
}
