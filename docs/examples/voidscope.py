"""Reads what Voidscope writes: runs and sweeps, as pandas and numpy.

    import voidscope
    run = voidscope.Run("out/strip")
    run.timeseries["Contact Fraction / 1"].plot()
    run.fields("potential").shape                # (steps, ny, nx)
    voidscope.sweep("out/sweep")                 # one row a case

One file, to be copied beside a script or a notebook. Needs pandas; fields need h5py, maps with coordinates xarray, and a sweep that
has not ended pyarrow or fastparquet.
"""

import glob
import json
import os
import warnings

#: Columns of counts; all others are floating-point numbers, whether their values look like it or not.
_COUNTS = ("Count / 1", "Record Index / 1")


class Run:
    """The directory of `voidscope run --out`."""

    def __init__(self, directory):
        self.directory = directory
        with open(os.path.join(directory, "record.json"), encoding="utf-8") as file:
            self.record = json.load(file)

    @property
    def scenario(self):
        """The scenario with every default filled in."""
        return self.record["scenario"]

    @property
    def events(self):
        """What happened, a row each."""
        import pandas

        return pandas.DataFrame(self.record["events"])

    @property
    def timeseries(self):
        """All observables against time, with the headers of the Battery Data Format: positive current charges."""
        import pandas

        path = os.path.join(self.directory, "timeseries.bdf.csv")
        names = list(pandas.read_csv(path, nrows=0).columns)
        types = {name: "Int64" if name.endswith(_COUNTS) else "float64" for name in names}
        return pandas.read_csv(path, dtype=types, float_precision="round_trip")

    def _hdf(self):
        import h5py

        return h5py.File(os.path.join(self.directory, "fields.vtkhdf"), "r")

    @property
    def field_names(self):
        with self._hdf() as file:
            return sorted(file["VTKHDF/CellData"].keys())

    @property
    def interface_names(self):
        """Names of what is kept along the interface."""
        with self._hdf() as file:
            return sorted(file["Voidscope/interface"].keys())

    def times(self):
        """Times of the pictures [s]."""
        with self._hdf() as file:
            return file["VTKHDF/Steps/Values"][:]

    def coordinates(self):
        """Centres of the cells along x and y [m]; the interface lies at y = 0."""
        import numpy

        with self._hdf() as file:
            attributes = file["VTKHDF"].attrs
            origin, spacing = attributes["Origin"], attributes["Spacing"]
            extent = attributes["WholeExtent"]
        return tuple(
            origin[k] + spacing[k] * (numpy.arange(extent[2 * k + 1] - extent[2 * k]) + 0.5)
            for k in (0, 1)
        )

    def fields(self, name, step=None):
        """A field [steps, ny, nx] as float32, or one step of it."""
        return self._read("VTKHDF/CellData", name, step)

    def interface(self, name, step=None):
        """What is kept along the interface [steps, nx] as float32, such as "contact" and "current", or one step of it."""
        return self._read("Voidscope/interface", name, step)

    def _read(self, group, name, step):
        with self._hdf() as file:
            if name not in file[group]:
                raise KeyError(f"{name!r} is not in fields.vtkhdf; there are {', '.join(sorted(file[group]))}")
            data = file[group][name]
            return data[:] if step is None else data[step]

    def to_xarray(self, *names):
        """Fields with their coordinates time, y and x, and their units."""
        import xarray

        x, y = self.coordinates()
        with self._hdf() as file:
            cells = file["VTKHDF/CellData"]
            variables = {
                name: (("time", "y", "x"), cells[name][:], {"units": _text(cells[name].attrs.get("units", "1"))})
                for name in names or sorted(cells.keys())
            }
        coordinates = {"time": self.times(), "y": y, "x": x}
        data = xarray.Dataset(variables, coords=coordinates)
        data["time"].attrs["units"] = "s"
        for axis in ("x", "y"):
            data[axis].attrs["units"] = "m"
        return data


def _text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def sweep(*paths):
    """The rows of `voidscope sweep --out`, one case a row; several parts of a sweep are read together.

    A path may be a file of `voidscope results --csv` or `--parquet`, too. Axes and what is kept are floating-point numbers, axes of
    words and `status` and `reason` are texts, whatever their values look like.
    """
    import pandas

    frames = [frame for path in paths for frame in _rows_of(path)]
    if not frames:
        raise FileNotFoundError(f"no rows in {', '.join(paths)}; {_AGAIN}")
    rows = pandas.concat(frames, ignore_index=True)
    return rows.drop_duplicates("case").sort_values("case", ignore_index=True)


_AGAIN = "let `voidscope sweep` end, or read the file of `voidscope results DIR --csv > rows.csv`"


def _rows_of(path):
    """The tables at a path, as they are."""
    if path.endswith(".parquet"):
        return [_parquet(path)]
    if not os.path.isdir(path):
        return [_csv(path)]
    summary = os.path.join(path, "results.csv")
    if os.path.exists(summary):
        frames = [_csv(summary)]
    else:
        frames = [_parquet(part) for part in sorted(glob.glob(os.path.join(path, "rows", "*.parquet")))]
    known = {case for frame in frames for case in frame["case"]}
    missing = _open_cases(path) - known
    if missing and frames:
        warnings.warn(f"{len(missing)} rows of {path} are not in its tables yet; {_AGAIN}", stacklevel=3)
    return frames


def _csv(path):
    import pandas

    # an axis of words has no unit in its header; an empty cell of a number is one that is not there
    names = list(pandas.read_csv(path, nrows=0).columns)
    types = {name: "float64" if " / " in name else "str" for name in names}
    absent = {name: ["", "NaN"] for name in names if " / " in name}
    return pandas.read_csv(
        path, dtype={**types, "case": "int64"}, keep_default_na=False, na_values=absent, float_precision="round_trip"
    )


def _parquet(path):
    import pandas

    try:
        rows = pandas.read_parquet(path)
    except ImportError as error:
        raise ImportError(f"{path} is Parquet, which pandas reads with pyarrow or fastparquet; {_AGAIN}") from error
    return rows.astype({"case": "int64"})


def _open_cases(path):
    """Cases whose rows are written but in no table yet."""
    try:
        with open(os.path.join(path, "rows.ndjson"), encoding="utf-8") as file:
            return {json.loads(line)[0] for line in file if line.endswith("\n")}
    except FileNotFoundError:
        return set()
