package io.clew.protocol.mlflow.wire;

/** Adds the routes of one feature. */
@FunctionalInterface
public interface Feature {

    /** Adds this feature's routes. */
    void addTo(Endpoints endpoints);
}
