export default import.meta.glob<string>("../../data/lessons/*/de.md", {
  eager: true,
  query: "?raw",
  import: "default",
});
