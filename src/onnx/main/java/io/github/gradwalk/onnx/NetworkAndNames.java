package io.github.gradwalk.onnx;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.data.Standardiser;
import java.util.List;
import java.util.Optional;

/**
 * What a file holds.
 *
 * @param standardiser what is done to the features before the network takes them
 * @param featureNames one for each feature, or none
 * @param classNames one for each class, or none
 */
record NetworkAndNames(
        Mlp net, Optional<Standardiser> standardiser, List<String> featureNames, List<String> classNames) {}
