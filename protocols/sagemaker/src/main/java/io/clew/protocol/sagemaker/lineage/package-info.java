/**
 * The operations on lineage: artifacts, actions, contexts, their associations and tags, and
 * questions over them. What never lives here: experiments, or the form of a call.
 */
@NullMarked
package io.clew.protocol.sagemaker.lineage;

import org.jspecify.annotations.NullMarked;
