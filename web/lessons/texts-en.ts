export default import.meta.glob<string>("../../data/lessons/*/en.md", {
  eager: true,
  query: "?raw",
  import: "default",
});
