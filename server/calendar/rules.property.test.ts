import { testProperties } from './properties.ts';

testProperties(60, 30);
