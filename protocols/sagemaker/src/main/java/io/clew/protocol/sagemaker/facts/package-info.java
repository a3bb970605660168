/**
 * What SageMaker's entities and associations mean for the graph. What never lives here: rows, or
 * how a name is made canonical.
 */
@NullMarked
package io.clew.protocol.sagemaker.facts;

import org.jspecify.annotations.NullMarked;
