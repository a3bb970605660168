package io.clew.protocol.sagemaker.wire;

import java.util.function.BiConsumer;

/** Joins some operations to the protocol. */
public interface Feature {

    /** Hands on each operation with its name. */
    void addTo(BiConsumer<String, Operation> operations);
}
