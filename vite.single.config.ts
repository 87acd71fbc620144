import { defineConfig } from "vite";
import { singleConfig } from "./vite.single";

export default defineConfig(singleConfig);
