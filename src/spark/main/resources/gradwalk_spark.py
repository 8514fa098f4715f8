"""The classes of gradwalk-spark for PySpark. This file is in the jar, which spark-submit --packages puts on Python's path."""

import sys

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import (
    HasBlockSize, HasCheckpointInterval, HasFeaturesCol, HasLabelCol, HasMaxIter, HasPredictionCol, HasProbabilityCol,
    HasRawPredictionCol, HasRegParam, HasSeed, HasSolver, HasStepSize, HasThresholds, HasTol, HasWeightCol,
)
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel

# PySpark finds the Python class of a loaded stage in a module with the name of the Java package.
PACKAGE = "io.github.gradwalk.spark"
sys.modules[PACKAGE] = sys.modules[__name__]


def with_accessors(cls):
    """Gives each parameter a method to set it and one to get it, unless there is one."""
    def setter(name):
        return lambda self, value: self._set(**{name: value})

    def getter(name):
        return lambda self: self.getOrDefault(name)

    for name in dir(cls):
        if isinstance(getattr(cls, name), Param):
            for verb, method in (("set", setter(name)), ("get", getter(name))):
                accessor = verb + name[0].upper() + name[1:]
                if not hasattr(cls, accessor):
                    method.__name__ = accessor
                    setattr(cls, accessor, method)
    return cls


@with_accessors
class GradwalkModel(
    JavaModel, HasFeaturesCol, HasLabelCol, HasPredictionCol, HasProbabilityCol, HasRawPredictionCol, HasThresholds,
    JavaMLReadable, JavaMLWritable,
):
    """A trained network as a model of Spark."""

    __module__ = PACKAGE

    @property
    def net(self):
        """The network, an object of the Java class Mlp."""
        return self._java_obj.net()

    @property
    def losses(self):
        """The loss after each epoch, or iteration of l-bfgs; none if the model has been loaded."""
        history = self._java_obj.history()
        return list(history.get().losses()) if history.isPresent() else []

    @property
    def numClasses(self):
        return self._call_java("numClasses")

    @property
    def numFeatures(self):
        return self._call_java("numFeatures")

    def predict(self, features):
        """Returns the class of one example, a vector."""
        return self._call_java("predict", features)

    def predictProbability(self, features):
        """Returns the probabilities of one example, a vector."""
        return self._call_java("predictProbability", features)


@with_accessors
class GradwalkClassifier(
    JavaEstimator, HasFeaturesCol, HasLabelCol, HasPredictionCol, HasProbabilityCol, HasRawPredictionCol, HasThresholds,
    HasWeightCol, HasSolver, HasStepSize, HasMaxIter, HasTol, HasRegParam, HasSeed, HasBlockSize, HasCheckpointInterval,
    JavaMLReadable, JavaMLWritable,
):
    """Trains a multilayer perceptron: GradwalkClassifier(layers=[64, 32, 10], maxIter=60).fit(table)"""

    __module__ = PACKAGE

    layers = Param(
        Params._dummy(), "layers", "sizes of the layers: features, hidden layers, classes", TypeConverters.toListInt)
    activation = Param(
        Params._dummy(), "activation", "of the hidden layers: logistic, tanh or relu", TypeConverters.toString)
    batchSize = Param(
        Params._dummy(), "batchSize", "rows of a mini-batch, from all partitions together", TypeConverters.toInt)
    classWeights = Param(Params._dummy(), "classWeights", "one weight for each class", TypeConverters.toListFloat)
    checkpointDir = Param(Params._dummy(), "checkpointDir", "folder for checkpoints", TypeConverters.toString)

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj(f"{PACKAGE}.GradwalkClassifier", self.uid)
        self._defaultParamMap.clear()  # PySpark has others, such as a random seed
        self._transfer_params_from_java()
        self._set(**params)

    def setParams(self, **params):
        return self._set(**params)

    def _create_model(self, java_model):
        return GradwalkModel(java_model)
