import { axeTest } from './axe.ts';
import { useBrowser } from './browser.ts';
import { questions } from './states/questions.ts';

useBrowser();

for (const state of questions) axeTest(state);
