// The page: store, session, picture and panels, tied together.
import { Address } from "./address";
import { Controller } from "./canvas/controller";
import type { DrawingKit } from "./canvas/drawing-kit";
import { PanTool } from "./canvas/pan-tool";
import { ProbeTool } from "./canvas/probe-tool";
import { type DrawingDoor, type Keyed, listen, shortcutsOf } from "./keyboard";
import { Conditions } from "./panels/conditions";
import { dropFiles } from "./panels/drop-files";
import { headline } from "./panels/headline";
import { keyFigures } from "./panels/key-figures";
import { messageBar } from "./panels/message-bar";
import { mount } from "./panels/panel";
import { platenPull } from "./panels/platen-pull";
import { scenarioControl } from "./panels/scenario-control";
import { sectionTabs } from "./panels/section-tabs";
import { makeStageParts, type StageParts, stage } from "./panels/stage";
import { topBar } from "./panels/top-bar";
import { transport } from "./panels/transport";
import { PicturePace } from "./picture-pace";
import { present, restUnseen, showPresentation, uiOf } from "./presentation";
import { Session } from "./session";
import { Speech } from "./speech";
import { initialState, Store } from "./store";
import type { Camera } from "./view/camera";
import { followScheme } from "./view/colour";
import { FilamentLayer } from "./view/filament-layer";
import { GapLayer } from "./view/gap-layer";
import { Picture } from "./view/picture";
import { ProbeLayer } from "./view/probe-layer";
import { ProfileLayer } from "./view/profile-layer";
import { ScaleBar } from "./view/scale-bar";
import { showState } from "./view/scene";
import { addSection } from "./view/section-picture";
import { StreamLayer } from "./view/stream-layer";
import { StructureLayer } from "./view/structure-layer";

/** The landmark of index.html with this id; its absence is a defect of the page. */
function landmark<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element "${id}"`);
  return found as T;
}

/** Returns what brings the graphics card in. */
function fillPicture(picture: Picture, { canvas, sheets, profile }: StageParts, store: Store) {
  const sharpen = addSection(picture, canvas, sheets, store);
  picture.add(new StructureLayer(sheets));
  picture.add(new StreamLayer(sheets));
  picture.add(new GapLayer(sheets));
  picture.add(new ProbeLayer(sheets));
  picture.add(new FilamentLayer(sheets));
  picture.add(new ScaleBar(sheets));
  picture.add(new ProfileLayer(profile));
  return sharpen;
}

/** Pointer and keys on the picture go to the tool that is in hand. */
function controllerOf(canvas: HTMLCanvasElement, camera: Camera, store: Store, speech: Speech) {
  const probe = new ProbeTool(store, camera, speech);
  const inHand = () => {
    const { tool } = store.value;
    return (tool && kit?.tools[tool]) ?? probe;
  };
  return new Controller(canvas, camera, inHand, new PanTool(camera));
}

interface Hooks {
  help: () => void;
  present: () => void;
  lessons: () => void;
  compare: () => void;
  pair: (name: string) => Promise<void>;
}

function panels(store: Store, session: Session, hooks: Hooks): Conditions {
  topBar(landmark("top-bar"), store, session, hooks);
  messageBar(landmark("message"), store);
  const place = landmark("headline-place");
  place.replaceChildren();
  headline(place, store);
  const conditions = new Conditions(landmark("controls"), store, session);
  scenarioControl(landmark("scenario-control"), store, conditions);
  transport(landmark("transport"), store, session);
  sectionTabs(landmark("tabs"), landmark("sheet"), store);
  dropFiles(landmark("drop"), store, session);
  keyFigures(landmark("figures"), store);
  mount(landmark("live"), store, ["spoken"], ({ spoken }) => spoken);
  return conditions;
}

/** [ms] to wait for the first picture that moves, in a run that plays. */
const patience = 10_000;

/** Once the first picture moves, at once where the run waits: what is not needed for it is loaded afterwards. */
function moving(store: Store): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patience);
    const stop = store.watch(["frame", "playing"], ({ frame, playing }) => {
      const moves = frame && frame.observables.time > 0;
      if (moves || !playing) resolve();
      if (!moves) return;
      performance.mark("moving");
      queueMicrotask(() => stop());
    });
  });
}

/** The cathode is drawn once a run has one. */
function cathodeOf(host: HTMLElement, store: Store, session: Session, speech: Speech) {
  const stop = store.watch(["run"], async ({ run }) => {
    if (!run?.cathode) return;
    queueMicrotask(() => stop());
    const { CathodeView } = await import("./cathode/cathode-view");
    new CathodeView(host, store, session, speech);
  });
}

/** Charts come after the picture: their library is not needed to see it move. */
async function charts(store: Store, session: Session, speech: Speech) {
  const { MainCurve } = await import("./panels/main-curve");
  new MainCurve(landmark("curve"), store, speech, session);
  const stop = store.watch(["panel"], async ({ panel }) => {
    if (panel !== "instruments") return;
    queueMicrotask(() => stop());
    const [{ TimeCharts }, { CurrentSpread }, { instruments }] = await Promise.all([
      import("./panels/time-charts"),
      import("./panels/current-spread"),
      import("./panels/instruments"),
    ]);
    new TimeCharts(landmark("charts"), store, speech);
    instruments(landmark("instruments"), store, session, speech);
    new CurrentSpread(landmark("spread"), store, speech);
  });
}

const store = new Store({ ...initialState(), ui: uiOf(location.search) });
showPresentation(store);
followScheme();
const address = new Address(location.search);
const session = new Session(store, address);
const speech = new Speech(store);
const parts = makeStageParts();
const picture = new Picture(parts.canvas);
const { camera } = picture;
session.camera = () => camera.moved;
let kit: DrawingKit | undefined;
let kitComing: Promise<DrawingKit> | undefined;
const drawingKit = () => {
  const button = landmark("drawing-place");
  kitComing ??= import("./canvas/drawing-kit").then((module) => {
    kit = module.drawingKit({ ...parts, store, actions: session, speech, picture, button });
    return kit;
  });
  return kitComing;
};
const drawing: DrawingDoor = {
  choose: (name) => void drawingKit().then((kit) => kit.drawing.choose(name)),
  undo: () => void drawingKit().then((kit) => kit.drawing.undo()),
};
const dialog = landmark<HTMLDialogElement>("shortcuts");
const help = () => {
  if (!dialog.open) dialog.showModal();
};

const relief = async () =>
  (await import("./relief/relief")).toggleRelief({ ...parts, store, speech, picture });
stage(landmark("stage"), store, parts, { camera, relief, restart: () => location.reload() });
const addSharpSection = fillPicture(picture, parts, store);
const lessons = async () =>
  (await import("./lessons/classroom")).toggleLessons(store, session, speech, address);
const page = { store, session, camera };
const comparing = () => import("./compare/side-by-side");
const compare = async () => (await comparing()).choose(page);
const pair = async (name: string, way?: "back") => (await comparing()).openPair(page, name, way);
session.pair = pair;
const hooks = { help, present: () => present(store), lessons, compare, pair, relief };
const conditions = panels(store, session, hooks);
platenPull(landmark("stage"), store, conditions.pressure);
const controller = controllerOf(parts.canvas, camera, store, speech);
const cancel = () => controller.cancel();
const keyed: Keyed = { store, actions: session, conditions, camera, drawing, cancel, ...hooks };
const shortcuts = shortcutsOf(keyed);
listen(keyed, shortcuts);
showState(store, picture);
restUnseen(store, parts.canvas, () => session.toggle(true));

const pace = new PicturePace();

function animate(now: number) {
  if (pace.due(now)) session.request();
  picture.draw(now);
  requestAnimationFrame(animate);
}

/** Two runs side by side, where the address or the run that was left says so. */
async function resumePair() {
  if (named && !left) return pair(named);
  if (!(left ? left.beside : asked.includes("&b="))) return;
  await (await comparing()).resume(page, asked, left?.beside);
}

const left = session.keeping.left();
const named = address.query.get("pair");
const asked = location.hash;
void session.begin().then(async () => {
  await resumePair();
  if (address.query.has("lesson")) void lessons();
  await moving(store);
  void session.listGallery();
  const { latePanels } = await import("./panels/late-panels");
  latePanels(landmark, store, session, speech, shortcuts);
  addSharpSection();
  cathodeOf(parts.cathode, store, session, speech);
  await charts(store, session, speech);
  await drawingKit();
  await (await import("./offline")).keepPage(store, session);
});
requestAnimationFrame(animate);
