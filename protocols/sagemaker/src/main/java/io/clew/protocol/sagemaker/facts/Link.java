package io.clew.protocol.sagemaker.facts;

import io.clew.model.EdgeKind;
import io.clew.model.Urn;

/** Is an edge that may be said: from effect to cause. */
record Link(Urn from, EdgeKind kind, Urn to) {}
